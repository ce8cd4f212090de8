import { createServer, type AddressInfo, type Socket } from "node:net";
import type { StackConfig } from "./stack-config.ts";
import { startProgram, type ProgramProcess } from "./program-process.ts";
import type { Project } from "./project.ts";

export type LaunchOptions = {
  readonly project: Project;
  readonly stack: string;
  readonly config: StackConfig;
  readonly preview?: boolean;
  /** the Node that runs the program; by default the one that runs this */
  readonly nodeExecutable?: string;
};

/** A program that is starting. Until `deploy` takes it up, whatever it asks waits. */
export type LaunchedProgram = {
  readonly project: Project;
  readonly stack: string;
  readonly organization: string;
  readonly config: StackConfig;
  readonly preview: boolean;
  readonly process: ProgramProcess;
  /** Hands over the connections the program has opened and will open. */
  connect(take: (socket: Socket) => void): void;
  /** Ends the program and takes no more connections. */
  close(): void;
};

/** as with a backend that has no organizations */
const ORGANIZATION = "organization";

/**
 * Starts the program ahead of everything it will talk to. Loading the SDK takes the program a third of a second; this
 * module imports next to nothing, so that the rest of the engine and the providers can be loaded in that time.
 */
export async function launch(options: LaunchOptions): Promise<LaunchedProgram> {
  const { project, stack, config, preview = false, nodeExecutable = process.execPath } = options;
  const waiting: Socket[] = [];
  let take = (socket: Socket): void => void waiting.push(socket);
  // Paused: no byte may be read before the server that takes the connection does it.
  const listener = createServer({ pauseOnConnect: true }, (socket) => take(socket));
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = listener.address() as AddressInfo;
  const address = `127.0.0.1:${port}`;
  const common = { project, stack, organization: ORGANIZATION, config, preview };
  const program = startProgram({ ...common, address, nodeExecutable });
  return {
    ...common,
    process: program,
    connect(taker) {
      take = taker;
      for (const socket of waiting.splice(0)) taker(socket);
    },
    close() {
      program.stop();
      listener.close();
      for (const socket of waiting) socket.destroy();
    },
  };
}
