import { TYPES } from "../resources/in-test.ts";
import type { Properties } from "../../provider/values.ts";
import type { Registration, Scenario } from "./in-test.ts";

export async function declareBackend(scenario: Scenario, inputs: Properties): Promise<void> {
  await scenario.cloud.update(TYPES.application, scenario.backend.application, inputs);
}

export async function withdrawPreAuthorization(scenario: Scenario): Promise<void> {
  const objectId = scenario.backend.application.id.replace("/applications/", "");
  await scenario.cloud.delete(
    TYPES.preAuthorized,
    `${objectId}/preAuthorizedApplication/${scenario.frontend.clientId}`,
  );
}

export async function requireAssignment(scenario: Scenario, of: Registration): Promise<void> {
  const declared = { clientId: of.clientId, appRoleAssignmentRequired: true };
  await scenario.cloud.update(TYPES.servicePrincipal, of.servicePrincipal, declared);
}
