import type { DirectoryState } from "../directory/state.ts";
import type { SignInEvent } from "./events.ts";
import type { LocalUri } from "./redirect-uris.ts";
import type { SigningKey } from "./signing-key.ts";
import type { TenantUrls } from "./tenant-urls.ts";

/** What every part of the sign-in service works with. */
export type SignInContext = {
  readonly state: DirectoryState;
  readonly urls: TenantUrls;
  readonly key: SigningKey;
  readonly localUri: LocalUri;
  readonly now: () => Date;
  readonly onEvent: (event: SignInEvent) => void;
};
