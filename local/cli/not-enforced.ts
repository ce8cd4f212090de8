/** Said at every start: what no declaration changes. What one site's declaration adds, its front door says. */
export const NOT_ENFORCED =
  "Not as in Azure: no TLS, no replication delay, no quota or scale-out, no check of the deployer's rights (see README).";
