/** What happened to the front door of a site. */
export type DoorEvent = {
  /** opened: anyone gets in; locked: who is not signed in does not; unlocked: open again; closed: the site is gone */
  readonly kind: "opened" | "locked" | "unlocked" | "closed";
  /** the site's name */
  readonly site: string;
  /** for browsers */
  readonly url: string;
};
