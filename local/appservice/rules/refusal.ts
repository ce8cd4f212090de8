/** Why a request is turned away. `reason` is for the log and, in a browser, for the person who develops the app. */
export type Refusal = {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 500 | 503;
  readonly reason: string;
};

export function refuse(status: Refusal["status"], reason: string): Refusal {
  return { status, reason };
}
