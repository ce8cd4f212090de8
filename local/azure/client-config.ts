import type { Invoke } from "../provider/handler.ts";
import type { Arm } from "./arm.ts";

/** azure-native's `getClientConfig`: who deploys, and where to. */
export function clientConfig(arm: Arm): Invoke {
  return {
    token: "azure-native:authorization:getClientConfig",
    invoke() {
      return Promise.resolve({
        clientId: arm.deployer.clientId,
        objectId: arm.deployer.objectId,
        subscriptionId: arm.subscriptionId,
        tenantId: arm.tenantId,
      });
    },
  };
}
