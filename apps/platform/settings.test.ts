import { describe, it } from "vitest";
import { isAuthenticationInFront, readPort, SettingError } from "./settings.ts";

describe("readPort", () => {
  it.for([
    ["8080", 8080],
    [" 80 ", 80],
    ["0", 0],
    ["65535", 65_535],
  ] as const)("reads %j", ([PORT, port], { expect }) => {
    expect(readPort({ PORT })).toBe(port);
  });

  it.for(["65536", "-1", "80.5", "1e3", "0x50", "http", "\\\\.\\pipe\\x"])(
    "refuses %j by name",
    (PORT, { expect }) => {
      expect(() => readPort({ PORT })).toThrow(
        new SettingError(`PORT is "${PORT}". It must be a whole number from 0 to 65535.`),
      );
    },
  );

  it.for([{}, { PORT: "" }, { PORT: " " }])(
    "says what to set when it is missing: %j",
    (environment, { expect }) => {
      expect(() => readPort(environment)).toThrow(
        "PORT is not set. It must be the number of the port to listen on, for example PORT=8080.",
      );
    },
  );
});

describe("isAuthenticationInFront", () => {
  it.for([
    { WEBSITE_AUTH_ENABLED: "True" },
    { WEBSITE_AUTH_ENABLED: "true" },
    { APPSETTING_WEBSITE_AUTH_ENABLED: "True" },
  ])("believes %j", (environment, { expect }) => {
    expect(isAuthenticationInFront(environment)).toBe(true);
  });

  it.for([
    {},
    { WEBSITE_AUTH_ENABLED: "" },
    { WEBSITE_AUTH_ENABLED: "False" },
    { WEBSITE_AUTH_ENABLED: "1" },
    { WEBSITE_AUTH_ENABLED: "False", APPSETTING_WEBSITE_AUTH_ENABLED: "True" },
  ])("does not believe %j", (environment, { expect }) => {
    expect(isAuthenticationInFront(environment)).toBe(false);
  });
});
