import { RunError } from "@pulumi/pulumi";

const OLDEST_NODE = 24;

/**
 * The entry point is plain JavaScript, so that a Node too old to run the program can still say so.
 * contract: pulumi 4.5
 */
// oxlint-disable-next-line import/no-default-export -- Pulumi calls the default export and takes what it returns as the stack's outputs
export default async function main() {
  const runsTypeScript = Boolean(process.features.typescript);
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE || !runsTypeScript) {
    throw new RunError(
      `Node ${process.versions.node} cannot run this program, which needs Node ${OLDEST_NODE} or newer: ` +
        "use `npx pulumi` in the place of `pulumi` (it runs the Node that `npm ci` installed), or update Node.",
    );
  }
  return { ...(await import("./index.ts")) };
}
