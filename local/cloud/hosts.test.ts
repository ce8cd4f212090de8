import { describe, it } from "vitest";
import { createHosts } from "./hosts.ts";

describe("hosts", () => {
  it("are called as their sites are, in lower case, and stay with them", ({ expect }) => {
    const hosts = createHosts();
    expect(hosts.of("/rg-a/Shop", "Shop")).toBe("shop.localhost");
    expect(hosts.of("/rg-a/Shop", "Shop")).toBe("shop.localhost");
  });

  it("differ for sites of one name, because cookies ignore ports", ({ expect }) => {
    const hosts = createHosts();
    const given = ["/rg-a/shop", "/rg-b/shop", "/rg-c/SHOP"].map((site) => hosts.of(site, "shop"));
    expect(given).toEqual(["shop.localhost", "shop-2.localhost", "shop-3.localhost"]);
    expect(hosts.of("/rg-b/shop", "shop")).toBe("shop-2.localhost");
  });

  it("never give one site the host that another is called by", ({ expect }) => {
    const hosts = createHosts();
    hosts.of("/rg-a/shop-2", "shop-2");
    hosts.of("/rg-a/shop", "shop");
    expect(hosts.of("/rg-b/shop", "shop")).toBe("shop-3.localhost");
  });
});
