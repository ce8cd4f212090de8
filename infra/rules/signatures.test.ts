import * as sdk from "@pulumi/pulumi/runtime/rpc.js";
import { describe, it } from "vitest";
import { ASSET, SECRET, SIGNATURE, UNKNOWN } from "./signatures.ts";

describe("the signatures", () => {
  it("are the ones of the installed SDK", ({ expect }) => {
    expect({ SIGNATURE, SECRET, ASSET, UNKNOWN }).toEqual({
      SIGNATURE: sdk.specialSigKey,
      SECRET: sdk.specialSecretSig,
      ASSET: sdk.specialAssetSig,
      UNKNOWN: sdk.unknownValue,
    });
  });
});
