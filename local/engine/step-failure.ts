/** A resource that cannot get where the program wants it: stops the run. */
export class StepFailure extends Error {
  override readonly name = "StepFailure";
  readonly urn: string;

  constructor(urn: string, message: string) {
    super(message);
    this.urn = urn;
  }
}
