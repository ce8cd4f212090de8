/** Whether a server could not start because another process listens on its port. */
export function isPortTaken(error: unknown): boolean {
  return codeOf(error) === "EADDRINUSE" || (error instanceof Error && codeOf(error.cause) === "EADDRINUSE");
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

export function portTakenMessage(port: number, wantedBy: string): string {
  return `port ${port}, for ${wantedBy}, is taken by another process. Stop that one, or choose a row of free ports with --port`;
}
