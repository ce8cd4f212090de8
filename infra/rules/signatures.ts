/*
 * How Pulumi's protocol marks values. The SDK has the same constants, in a module that brings the whole runtime with
 * it, which no rule needs; a test compares them.
 */

/** the property that says what an object stands for */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";

/** stands for a value that is not known yet */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
