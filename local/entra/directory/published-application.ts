import { MICROSOFT_GRAPH, MICROSOFT_GRAPH_APPLICATION } from "./microsoft-graph.ts";
import { findApplicationByClientId, type Application, type DirectoryState } from "./state.ts";

/** The application behind a service principal: one of the tenant's, or one of Microsoft's. */
export function publishedApplication(state: DirectoryState, clientId: string): Application | undefined {
  if (clientId === MICROSOFT_GRAPH) return MICROSOFT_GRAPH_APPLICATION;
  return findApplicationByClientId(state, clientId);
}
