/** The one tenant and the one subscription of local Azure: made up, and the same on every machine and at every start. */
export const TENANT_ID = "7b1f5c52-94a7-4d0c-9c4f-2f8f3f6f0a31";
export const SUBSCRIPTION_ID = "d3a6e0a8-51c7-4c1e-8a57-6b2f9d40c7e4";
