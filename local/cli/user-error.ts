/** Something the person at the keyboard can mend: shown as its message alone, never with a stack. */
export class UserError extends Error {
  override readonly name = "UserError";
}
