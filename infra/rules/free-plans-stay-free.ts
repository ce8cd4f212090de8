import { ofType, type Finding, type Graph, type Resource } from "./graph.ts";
import { PLAN, SITE } from "./sites.ts";
import { at, textAt } from "./values.ts";

/** What a Free plan does not have is not asked of it. contract: pulumi 5.2 */
export function freePlansStayFree(graph: Graph): readonly Finding[] {
  const free = ofType(graph, PLAN).filter(({ inputs }) => textAt(inputs, "sku.name") === "F1");
  const plans = free
    .filter(({ inputs }) => Number(at(inputs, "sku.capacity") ?? 1) > 1)
    .map((resource) => ({ resource, message: "is Free and has more than one instance" }));
  const sites = ofType(graph, SITE)
    .filter((site) => free.some((plan) => runsOn(site, plan)))
    .flatMap((resource) => problemsOf(resource).map((message) => ({ resource, message })));
  return [...plans, ...sites];
}

function runsOn(site: Resource, plan: Resource): boolean {
  const id = textAt(site.inputs, "serverFarmId") ?? "";
  return id.toLowerCase().endsWith(`/serverfarms/${textAt(plan.inputs, "name")}`.toLowerCase());
}

function problemsOf({ inputs }: Resource): readonly string[] {
  const problems = [];
  if (at(inputs, "siteConfig.alwaysOn") === true) problems.push("has Always On, which a Free plan refuses");
  if (at(inputs, "siteConfig.use32BitWorkerProcess") === false) {
    problems.push("has a 64-bit worker, which a Free plan refuses");
  }
  if (at(inputs, "siteConfig.healthCheckPath") !== undefined) {
    problems.push("has a health check, which a Free plan does not run");
  }
  return problems;
}
