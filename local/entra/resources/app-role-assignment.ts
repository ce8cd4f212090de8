import { requiredText } from "../directory/manifest.ts";
import type { ResourceHandler } from "../../provider/handler.ts";
import type { Properties } from "../../provider/values.ts";
import { createAppRoleAssignment } from "../directory/app-role-assignments.ts";
import type { AppRoleAssignment, DirectoryState } from "../directory/state.ts";
import { checkUuid } from "./check.ts";

export function appRoleAssignmentHandler(state: DirectoryState): ResourceHandler {
  return {
    type: "azuread:index/appRoleAssignment:AppRoleAssignment",
    replaceOn: ["appRoleId", "principalObjectId", "resourceObjectId"],
    computed: ["principalDisplayName", "principalType", "resourceDisplayName"],
    check: (inputs) => ({
      inputs,
      failures: ["appRoleId", "principalObjectId", "resourceObjectId"].flatMap((property) =>
        checkUuid(property, inputs[property] ?? ""),
      ),
    }),
    async create(inputs) {
      const assignment = createAppRoleAssignment(state, {
        appRoleId: requiredText(inputs, "appRoleId"),
        principalId: requiredText(inputs, "principalObjectId"),
        resourceId: requiredText(inputs, "resourceObjectId"),
      });
      return {
        id: `/servicePrincipals/${assignment.resourceId}/appRoleAssignedTo/${assignment.id}`,
        outputs: outputsOf(state, assignment),
      };
    },
    async read(id) {
      const assignment = state.appRoleAssignments.get(assignmentIdOf(id));
      if (!assignment) return undefined;
      return { id, inputs: inputsOf(assignment), outputs: outputsOf(state, assignment) };
    },
    async delete(id) {
      state.appRoleAssignments.delete(assignmentIdOf(id));
    },
  };
}

function assignmentIdOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function inputsOf(assignment: AppRoleAssignment): Properties {
  return {
    appRoleId: assignment.appRoleId,
    principalObjectId: assignment.principalId,
    resourceObjectId: assignment.resourceId,
  };
}

function outputsOf(state: DirectoryState, assignment: AppRoleAssignment): Properties {
  const user = state.users.get(assignment.principalId);
  const principal = state.servicePrincipals.get(assignment.principalId);
  return {
    ...inputsOf(assignment),
    principalDisplayName: user?.displayName ?? principal?.displayName ?? "",
    principalType: user ? "User" : "ServicePrincipal",
    resourceDisplayName: state.servicePrincipals.get(assignment.resourceId)?.displayName ?? "",
  };
}
