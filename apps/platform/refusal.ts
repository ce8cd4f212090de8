/**
 * A request that an app answers with an error on purpose: the status, a code that programs can read and a message
 * for people. The error handler of an app shows all three; of any other error it shows nothing.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * What may be told about any thrown value. Express and its router throw errors with a 4xx `status` for requests they
 * cannot read (a broken percent-encoding, say); everything else is ours and says nothing about itself.
 */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new Refusal(status, "BadRequest", "The request could not be read.");
  }
  return new Refusal(
    500,
    "InternalError",
    "Something went wrong on our side. The log of the app has the details.",
  );
}
