import { createServer } from "node:net";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterEach, describe, it } from "vitest";
import { serveProvider, statusOf } from "./serve.ts";
import { fromStruct } from "./struct.ts";
import { connectTo, type TestClient } from "./test-client.ts";
import { BOX, boxUrn, createToyCloud } from "./toy-provider.ts";
import { secret, UNKNOWN } from "./values.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const urn = boxUrn("crate");
const service = providerGrpc.ResourceProviderService;

/** A toy cloud behind gRPC, and a client of it. */
async function attach() {
  const cloud = createToyCloud();
  const served = await serveProvider(cloud.provider);
  open.push(() => served.close());
  return { ...cloud, port: served.port, client: connect(served.port) };
}

function connect(port: number): TestClient {
  const client = connectTo(port);
  open.push(() => client.close());
  return client;
}

describe("a new connection", () => {
  it("is told that secrets are kept and previews are served", async ({ expect }) => {
    const { client } = await attach();
    const hello = await client.handshake();
    expect(hello.toObject()).toMatchObject({
      acceptSecrets: true,
      acceptResources: false,
      acceptOutputs: false,
    });
    const configured = await client.configure({});
    expect(configured.toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
  });

  it("is told the version of the SDK", async ({ expect }) => {
    const { client } = await attach();
    expect((await client.getPluginInfo()).getVersion()).toBe("1.2.3");
  });

  it("has its configuration taken as it is, and never moved", async ({ expect }) => {
    const { client } = await attach();
    const checked = await client.checkConfig({ place: "attic", token: secret("t") });
    expect(fromStruct(checked.getInputs())).toEqual({ place: "attic", token: secret("t") });
    expect((await client.diffConfig()).getChanges()).toBe(pb.DiffResponse.DiffChanges.DIFF_NONE);
  });

  it("has a configuration of its own", async ({ expect }) => {
    const { client: first, port } = await attach();
    const second = connect(port);
    await first.configure({ place: "attic" });
    await second.configure({ place: "cellar" });
    expect(fromStruct((await first.check(urn, {})).getInputs())["place"]).toBe("attic");
    expect(fromStruct((await second.check(urn, {})).getInputs())["place"]).toBe("cellar");
  });

  it("may attach and cancel without any effect", async ({ expect }) => {
    const { client, boxes } = await attach();
    await client.attach();
    await client.cancel();
    await client.create(urn, { name: "a" });
    expect(boxes.has("a")).toBe(true);
  });

  it("sees what another connection created", async ({ expect }) => {
    const { client, port } = await attach();
    await client.create(urn, { name: "a", label: "x" });
    expect((await connect(port).read(urn, "a")).getId()).toBe("a");
  });
});

describe("check over the wire", () => {
  it("names by the engine's seed, and keeps secrets and unknowns", async ({ expect }) => {
    const { client } = await attach();
    const response = await client.check(urn, { label: secret("x"), weight: UNKNOWN });
    expect(fromStruct(response.getInputs())).toEqual({
      name: expect.stringMatching(/^crate-[0-9a-f]{8}$/) as string,
      label: secret("x"),
      weight: UNKNOWN,
    });
  });

  it("keeps the name of last time", async ({ expect }) => {
    const { client } = await attach();
    const response = await client.check(urn, {}, { name: "crate-1" });
    expect(fromStruct(response.getInputs())["name"]).toBe("crate-1");
  });

  it("answers failures by property path", async ({ expect }) => {
    const { client } = await attach();
    const response = await client.check(urn, { label: "" });
    expect(response.getFailuresList().map((failure) => failure.toObject())).toEqual([
      { property: "label", reason: "a label has at least one letter" },
    ]);
  });
});

describe("diff over the wire", () => {
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;

  it("says that nothing changed", async ({ expect }) => {
    const { client } = await attach();
    const response = await client.diff(urn, { name: "a", color: "Red" }, { name: "a", color: "red" });
    expect(response.getChanges()).toBe(DIFF_NONE);
    expect(response.getHasdetaileddiff()).toBe(true);
  });

  it("lists each change with its kind, and what it replaces", async ({ expect }) => {
    const { client } = await attach();
    const response = await client.diff(
      urn,
      { name: "fixed", size: { unit: "m", depth: 1 }, gone: true },
      { name: "b", size: { unit: "m", depth: 2 }, came: true },
    );
    expect(response.getChanges()).toBe(DIFF_SOME);
    expect(response.getReplacesList()).toEqual(["name"]);
    expect(response.getDeletebeforereplace()).toBe(true);
    expect(response.getDiffsList().toSorted()).toEqual(["came", "gone", "name", "size"]);

    const { Kind } = pb.PropertyDiff;
    const changes = response.getDetaileddiffMap();
    const kinds = new Map([...changes.keys()].map((path) => [path, changes.get(path)?.getKind()]));
    expect(Object.fromEntries(kinds)).toEqual({
      name: Kind.UPDATE_REPLACE,
      "size.depth": Kind.UPDATE,
      gone: Kind.DELETE,
      came: Kind.ADD,
    });
  });
});

describe("a resource over the wire", () => {
  it("is previewed without an id and with unknowns", async ({ expect }) => {
    const { client, boxes } = await attach();
    const response = await client.create(urn, { name: "a", label: UNKNOWN }, true);
    expect(response.getId()).toBe("");
    expect(fromStruct(response.getProperties())).toEqual({
      name: "a",
      label: UNKNOWN,
      address: UNKNOWN,
      key: secret(UNKNOWN),
    });
    expect(boxes.size).toBe(0);
  });

  it("is created, read, updated and deleted, twice if need be", async ({ expect }) => {
    const { client, boxes } = await attach();
    const created = await client.create(urn, { name: "a", label: secret("x") });
    expect(created.getId()).toBe("a");
    expect(fromStruct(created.getProperties())).toMatchObject({ label: secret("x"), address: "box://a" });

    const refreshed = await client.read(urn, "a", { name: "a", label: secret("x") });
    expect(fromStruct(refreshed.getInputs())).toEqual({ name: "a", label: secret("x") });

    const olds = { name: "a", label: "x" };
    const preview = await client.update(urn, "a", olds, { name: "a", label: "y" }, true);
    expect(fromStruct(preview.getProperties())).toMatchObject({ label: "y", key: secret(UNKNOWN) });
    expect(boxes.get("a")?.["label"]).toBe("x");
    await client.update(urn, "a", olds, { name: "a", label: "y" });
    expect(boxes.get("a")?.["label"]).toBe("y");

    await client.delete(urn, "a");
    await client.delete(urn, "a");
    expect(boxes.size).toBe(0);
  });

  it("is imported by its id alone", async ({ expect }) => {
    const { boxes, client } = await attach();
    boxes.set("a", { name: "a", label: "x" });
    const imported = await client.read(urn, "a");
    expect(imported.getId()).toBe("a");
    expect(fromStruct(imported.getInputs())).toEqual({ name: "a", label: "x" });
    expect(fromStruct(imported.getProperties())).toMatchObject({ address: "box://a" });
  });

  it("has an empty id when it is gone", async ({ expect }) => {
    const { client } = await attach();
    expect((await client.read(urn, "a", { name: "a" })).getId()).toBe("");
  });

  it("may hold more than gRPC's usual 4 MB", async ({ expect }) => {
    const { client } = await attach();
    const created = await client.create(urn, { name: "a", label: "x".repeat(5_000_000) });
    expect(fromStruct(created.getProperties())["label"]).toHaveLength(5_000_000);
  });
});

describe("a function over the wire", () => {
  it("marks what is secret in its result", async ({ expect }) => {
    const { client } = await attach();
    const response = await client.invoke("toy:index:whisper", { to: "Ann" });
    expect(fromStruct(response.getReturn())).toEqual({ word: secret("psst Ann"), loud: false });
  });
});

describe("an error over the wire", () => {
  it("is the cloud's code and message when the cloud refuses, and says that nothing was created", async ({
    expect,
  }) => {
    const { client } = await attach();
    await client.create(urn, { name: "a" });
    await expect(client.create(urn, { name: "a" })).rejects.toMatchObject({
      code: grpc.status.FAILED_PRECONDITION,
      details: "NameTaken: the box a exists",
    });
  });

  it("is a message without a stack when we are wrong", async ({ expect }) => {
    const { client } = await attach();
    await expect(client.create(urn, { name: "a", label: "bug" })).rejects.toMatchObject({
      code: grpc.status.INTERNAL,
      details: "the handler fell over",
    });
    expect(statusOf("not an error").details).toBe("not an error");
  });

  it("names the type that is not served", async ({ expect }) => {
    const { client } = await attach();
    await expect(client.create(urn.replace(BOX, "toy:index:Barrel"), {})).rejects.toThrow("toy:index:Barrel");
  });

  it("names the method that is not served", async ({ expect }) => {
    const { client } = await attach();
    await expect(client.call(service.construct, new pb.ConstructRequest())).rejects.toMatchObject({
      code: grpc.status.UNIMPLEMENTED,
      details: "local toy does not serve Construct",
    });
    const unserved = [
      client.call(service.parameterize, new pb.ParameterizeRequest()),
      client.call(service.call, new pb.CallRequest()),
      client.call(service.getMapping, new pb.GetMappingRequest()),
      client.call(service.getMappings, new pb.GetMappingsRequest()),
    ];
    const answers = await Promise.allSettled(unserved);
    expect(answers.map((answer) => answer.status === "rejected" && (answer.reason as Error).message)).toEqual(
      [
        "12 UNIMPLEMENTED: local toy does not serve Parameterize",
        "12 UNIMPLEMENTED: local toy does not serve Call",
        "12 UNIMPLEMENTED: local toy does not serve GetMapping",
        "12 UNIMPLEMENTED: local toy does not serve GetMappings",
      ],
    );
  });

  it("names a port that is taken", async ({ expect }) => {
    const taken = createServer();
    await new Promise<void>((resolve) => {
      taken.listen(0, "127.0.0.1", resolve);
    });
    open.push(() => taken.close());
    const { port } = taken.address() as { port: number };
    const { provider } = createToyCloud();
    await expect(serveProvider(provider, { port })).rejects.toThrow(`port ${port} is already in use`);
  });
});

describe("closing", () => {
  it("ends although a client keeps its connection", async ({ expect }) => {
    const { provider } = createToyCloud();
    const served = await serveProvider(provider);
    const client = connect(served.port);
    await client.handshake();
    await served.close();
    await expect(client.handshake()).rejects.toMatchObject({ code: grpc.status.UNAVAILABLE });
  });
});
