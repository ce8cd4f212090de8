import type { Request, Response } from "express";
import type { CallerLocals } from "../platform/require-authentication.ts";
import { isExpired, readAccessToken } from "./access-token.ts";
import { fetchProfile } from "./backend-client.ts";
import { explainFailure } from "./failure.ts";
import { signInPath } from "./platform-paths.ts";
import { homePage } from "./views/home-page.ts";

export type GetProfileDependencies = {
  readonly backendUrl: URL;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

/**
 * GET /get-profile: asks the backend on behalf of the signed-in person and shows what came back. It changes nothing,
 * so it is a GET behind a link and needs no protection against forged requests.
 *
 * An expired token is renewed by sending the browser through sign-in once: no script, and the server calls no address
 * but the backend's. A server cannot refresh with the token itself. contract: easyauth 0.6, 2.6
 */
export function getProfile({ backendUrl, timeoutMs, now }: GetProfileDependencies) {
  return async (req: Request, res: Response<unknown, CallerLocals>): Promise<void> => {
    const { caller } = res.locals;
    const token = readAccessToken(req.headers);
    const expired = token !== undefined && isExpired(token, now());
    if (expired && req.query.renewed === undefined) {
      res.redirect(signInPath("/get-profile?renewed"));
      return;
    }
    const answer =
      token === undefined
        ? ({ kind: "noToken" } as const)
        : await fetchProfile({ backendUrl, accessToken: token.value, timeoutMs });
    if (answer.kind === "profile") {
      res.type("html").send(homePage(caller, answer));
      return;
    }
    const failure = explainFailure(answer, {
      clientId: caller.audience,
      expiredAt: expired ? token.expiresAt : undefined,
    });
    res
      .status(failure.status)
      .type("html")
      .send(homePage(caller, { kind: "failure", failure }));
  };
}
