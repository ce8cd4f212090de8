import { connect } from "node:net";

/** Whether somebody takes connections at an http address. Who takes a second to decide counts as there. */
export async function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 80), timeout: 1000 });
    const answer = (heard: boolean) => () => {
      socket.destroy();
      resolve(heard);
    };
    socket.once("connect", answer(true)).once("timeout", answer(true)).once("error", answer(false));
  });
}
