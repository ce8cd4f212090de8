const OLDEST_NODE = 24;

/**
 * The entry point is plain JavaScript, so that a Node too old to run the program can still say so.
 * contract: pulumi 4.5
 */
// oxlint-disable-next-line import/no-default-export -- Pulumi calls the default export and takes what it returns as the stack's outputs
export default async function main() {
  const isNewEnough = Number.parseInt(process.versions.node, 10) >= OLDEST_NODE;
  if (!isNewEnough || !process.features.typescript) {
    const { RunError } = await import("@pulumi/pulumi");
    throw new RunError(
      `This program needs Node ${OLDEST_NODE} or newer, with type stripping on, and this is Node ` +
        `${process.versions.node}: run \`npx pulumi\`, which uses the Node that \`npm ci\` installed.`,
    );
  }
  // the apps are bundled while this process loads what declares them
  await import("./packages/app-packages.ts");
  return { ...(await import("./index.ts")) };
}
