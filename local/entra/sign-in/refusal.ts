/** What Entra refuses: an AADSTS code, and how each endpoint says so. contract: entra B8 */
export type Refusal = {
  /** 700016 of AADSTS700016 */
  readonly aadsts: number;
  /** OAuth error code: "invalid_client" */
  readonly error: string;
  readonly text: string;
  /** HTTP status at the token endpoint */
  readonly status: 400 | 401;
  /** At the authorize endpoint: shown to the person, or sent back to the application's redirect URI */
  readonly channel: "page" | "redirect";
  readonly suberror?: "consent_required";
  /** What the program declares, for whoever mends it; only local Entra ID tells. Never a secret. */
  readonly hint?: string;
  /** the token endpoint adds `error_uri` to some */
  readonly hasErrorUri?: boolean;
};

/** Tells a refusal from what was asked for. */
export function isRefusal(value: object): value is Refusal {
  return "aadsts" in value;
}
