import * as fc from "fast-check";
import { describe, it } from "vitest";
import { appSettings } from "./app-settings.ts";

const settings = fc.dictionary(fc.string({ minLength: 1 }), fc.string());

describe("the app settings of a site", () => {
  it("hold all that the app and the platform read", ({ expect }) => {
    expect(
      appSettings({
        environment: { BACKEND_URL: "https://backend" },
        code: { WEBSITE_RUN_FROM_PACKAGE: "https://store/a.zip" },
        credential: { setting: "SECRET", value: "hunter2" },
      }),
    ).toEqual({
      BACKEND_URL: "https://backend",
      WEBSITE_RUN_FROM_PACKAGE: "https://store/a.zip",
      SECRET: "hunter2",
    });
  });

  it("keep what the platform reads, whatever an app's environment says", ({ expect }) => {
    fc.assert(
      fc.property(
        settings,
        settings,
        fc.string({ minLength: 1 }),
        fc.string(),
        (environment, code, setting, value) => {
          const all = appSettings({ environment, code, credential: { setting, value } });
          expect(all).toMatchObject({ ...code, [setting]: value });
          const names = new Set([...Object.keys(environment), ...Object.keys(code), setting]);
          expect(Object.keys(all).sort()).toEqual([...names].sort());
        },
      ),
    );
  });
});
