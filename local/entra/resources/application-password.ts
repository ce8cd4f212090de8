import { ProviderError, type CheckFailure, type ResourceHandler } from "../../provider/handler.ts";
import { isUnknown, type Properties, type PropertyValue } from "../../provider/values.ts";
import { text } from "../directory/manifest.ts";
import { addPassword, removePassword } from "../directory/passwords.ts";
import type { DirectoryState, Password } from "../directory/state.ts";
import { checkApplicationId, objectIdOf } from "./application-id.ts";

export function applicationPasswordHandler(state: DirectoryState, now: () => Date): ResourceHandler {
  return {
    type: "azuread:index/applicationPassword:ApplicationPassword",
    replaceOn: [
      "applicationId",
      "displayName",
      "endDate",
      "endDateRelative",
      "rotateWhenChanged",
      "startDate",
    ],
    computed: ["keyId", "value", "startDate", "endDate"],
    secretOutputs: ["value"],
    check: (inputs) => ({
      inputs,
      failures: [
        ...checkApplicationId(inputs["applicationId"]),
        ...checkDate("startDate", inputs["startDate"]),
        ...checkDate("endDate", inputs["endDate"]),
        ...checkRelativeEnd(inputs),
      ],
    }),
    async create(inputs) {
      const objectId = objectIdOf(inputs["applicationId"]);
      const { password, secret } = addPassword(
        state,
        objectId,
        {
          displayName: text(inputs["displayName"]),
          startDate: dateOf(inputs["startDate"]),
          endDate: dateOf(inputs["endDate"]) ?? relativeEnd(inputs, now()),
        },
        now(),
      );
      return {
        id: `${objectId}/password/${password.keyId}`,
        outputs: { ...outputsOf(inputs, password), value: secret },
      };
    },
    // without the secret, which only the state has from here on
    async read(id, oldInputs) {
      if (!oldInputs) {
        throw new ProviderError(
          "ImportNotSupported",
          "azuread.ApplicationPassword cannot be imported: Entra tells a secret once.",
        );
      }
      const [objectId = "", , keyId = ""] = id.split("/");
      const password = state.applications
        .get(objectId)
        ?.passwords.find((candidate) => candidate.keyId === keyId);
      if (!password) return undefined;
      return { id, inputs: oldInputs, outputs: outputsOf(oldInputs, password) };
    },
    async delete(id) {
      const [objectId = "", , keyId = ""] = id.split("/");
      removePassword(state, objectId, keyId);
    },
  };
}

function outputsOf(inputs: Properties, password: Password): Properties {
  return {
    ...inputs,
    keyId: password.keyId,
    displayName: password.displayName,
    startDate: rfc3339(password.startDate),
    endDate: rfc3339(password.endDate),
  };
}

function rfc3339(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

function dateOf(value: PropertyValue | undefined): Date | undefined {
  const date = text(value);
  return date === undefined ? undefined : new Date(date);
}

/** Go's duration, hours, minutes and seconds: "8760h", "2400h30m" */
const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

function relativeEnd(inputs: Properties, now: Date): Date | undefined {
  const duration = text(inputs["endDateRelative"]);
  if (duration === undefined) return undefined;
  const [, hours = "0", minutes = "0", seconds = "0"] = DURATION.exec(duration) ?? [];
  const start = dateOf(inputs["startDate"]) ?? now;
  return new Date(start.getTime() + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}

function checkDate(property: string, value: PropertyValue | undefined): readonly CheckFailure[] {
  if (value === undefined || isUnknown(value)) return [];
  const valid =
    typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
  if (valid) return [];
  return [
    { property, reason: `expected "${property}" to be a valid RFC3339 date, got ${JSON.stringify(value)}` },
  ];
}

function checkRelativeEnd(inputs: Properties): readonly CheckFailure[] {
  const property = "endDateRelative";
  const value = inputs[property];
  if (value === undefined || isUnknown(value)) return [];
  if (inputs["endDate"] !== undefined)
    return [{ property, reason: '"endDateRelative": conflicts with endDate' }];
  if (typeof value === "string" && value !== "" && DURATION.test(value)) return [];
  return [
    { property, reason: `expected a duration such as 8760h or 2400h30m, got ${JSON.stringify(value)}` },
  ];
}
