/** Something a site has to tell whoever runs it. `message` is one line, ready to print, free of tokens and secrets. */
export type SiteEvent = {
  readonly site: string;
  readonly kind: SiteEventKind;
  readonly message: string;
};

/**
 * notice: how the local site differs from Azure; warning: the declaration is likely wrong; refused: a request was
 * turned away, and why; signIn: somebody signed in or out; app: the process started, stopped or died; output: a line
 * the app wrote.
 */
export type SiteEventKind = "notice" | "warning" | "refused" | "signIn" | "app" | "output";

export type Log = (kind: SiteEventKind, message: string) => void;
