/** Local Azure or something in it cannot start, for a reason outside of it; `message` is for the person at the keyboard. */
export class CloudNotStarted extends Error {
  override readonly name = "CloudNotStarted";
}
