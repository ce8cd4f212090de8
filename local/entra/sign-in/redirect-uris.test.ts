import { test } from "vitest";
import { findApplicationByClientId } from "../directory/state.ts";
import { CALLBACK, declaredTenant, localUri } from "./in-test.ts";
import { isRegisteredRedirectUri } from "./redirect-uris.ts";

const { directory, frontend } = await declaredTenant();
const client = findApplicationByClientId(directory.state, frontend.clientId);
if (!client) throw new Error("the frontend is declared");
const application = client;

test.for<[string, boolean]>([
  [CALLBACK, true],
  ["https://raptor-client.azurewebsites.net/.auth/login/aad/callback", true],
  ["", false],
  [`${CALLBACK}?x=1`, false],
  [`${CALLBACK}/../callback`, false],
  [CALLBACK.replace("8401", "8402"), false],
  [CALLBACK.replace("raptor-client", "raptor-server"), false],
])("%s: %s", ([uri, expected], { expect }) => {
  expect(isRegisteredRedirectUri(application, uri, localUri)).toBe(expected);
});
