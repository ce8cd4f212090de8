import { test } from "vitest";
import { isBrowser } from "./browser.ts";

test.for([
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", true],
  ["Opera/9.80 (Windows NT 6.0)", true],
  ["curl/8.5.0", false],
  ["Angular", false],
  ["not Mozilla/5.0", false],
  [undefined, false],
] as const)("the User-Agent %s is a browser's: %s", ([userAgent, expected], { expect }) => {
  expect(isBrowser(userAgent)).toBe(expected);
});
