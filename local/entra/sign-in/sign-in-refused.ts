import { errors } from "oidc-provider";
import type { Refusal } from "./refusal.ts";

/** Carries a refusal out of oidc-provider; `allow_redirect` off leaves the answer to us. */
export class SignInRefused extends errors.CustomOIDCProviderError {
  override readonly name = "SignInRefused";
  override allow_redirect = false;
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.error, refusal.text);
    this.refusal = refusal;
  }
}
