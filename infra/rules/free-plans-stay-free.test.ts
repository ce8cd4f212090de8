import { describe, it } from "vitest";
import { freePlansStayFree } from "./free-plans-stay-free.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: Free plans stay free", () => {
  it("objects to Always On", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "siteConfig.alwaysOn", true), [freePlansStayFree]),
    ).toEqual(["freePlansStayFree: backend-site has Always On, which a Free plan refuses"]);
  });

  it("objects to a 64-bit worker", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "siteConfig.use32BitWorkerProcess", false), [
        freePlansStayFree,
      ]),
    ).toEqual(["freePlansStayFree: backend-site has a 64-bit worker, which a Free plan refuses"]);
  });

  it("objects to a health check", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "siteConfig.healthCheckPath", "/healthz"), [
        freePlansStayFree,
      ]),
    ).toEqual(["freePlansStayFree: backend-site has a health check, which a Free plan does not run"]);
  });

  it("objects to more than one instance", ({ expect }) => {
    expect(objections(withInput(sample, "plan", "sku.capacity", 2), [freePlansStayFree])).toEqual([
      "freePlansStayFree: plan is Free and has more than one instance",
    ]);
  });

  it("asks nothing of other plans", ({ expect }) => {
    expect(
      objections(
        withInput(withInput(sample, "plan", "sku.name", "B1"), "backend-site", "siteConfig.alwaysOn", true),
        [freePlansStayFree],
      ),
    ).toEqual([]);
  });
});
