/** What a pricing tier decides. contract: pulumi 5.2 */
type Tier = {
  /** as ARM names it */
  readonly name: string;
  /** false: shared machines, so no Always On, no health check and a 32-bit worker */
  readonly dedicated: boolean;
  readonly maximumInstances: number;
  /** App Service adds and removes instances by itself */
  readonly automaticScaling: boolean;
};

const FREE: Tier = { name: "Free", dedicated: false, maximumInstances: 1, automaticScaling: false };
const BASIC: Tier = { name: "Basic", dedicated: true, maximumInstances: 3, automaticScaling: false };
const STANDARD: Tier = { name: "Standard", dedicated: true, maximumInstances: 10, automaticScaling: false };
const PREMIUM = { dedicated: true, maximumInstances: 30, automaticScaling: true } as const;
const PREMIUM_V2: Tier = { name: "PremiumV2", ...PREMIUM };
const PREMIUM_0V3: Tier = { name: "Premium0V3", ...PREMIUM };
const PREMIUM_V3: Tier = { name: "PremiumV3", ...PREMIUM };
const PREMIUM_MV3: Tier = { name: "PremiumMV3", ...PREMIUM };

/** The sizes of an App Service plan that run Linux. */
export const SKUS = {
  F1: FREE,
  B1: BASIC,
  B2: BASIC,
  B3: BASIC,
  S1: STANDARD,
  S2: STANDARD,
  S3: STANDARD,
  P1v2: PREMIUM_V2,
  P2v2: PREMIUM_V2,
  P3v2: PREMIUM_V2,
  P0v3: PREMIUM_0V3,
  P1v3: PREMIUM_V3,
  P2v3: PREMIUM_V3,
  P3v3: PREMIUM_V3,
  P1mv3: PREMIUM_MV3,
  P2mv3: PREMIUM_MV3,
  P3mv3: PREMIUM_MV3,
  P4mv3: PREMIUM_MV3,
  P5mv3: PREMIUM_MV3,
} as const satisfies Readonly<Record<string, Tier>>;

export type Sku = keyof typeof SKUS;

/** How many machines: always the same number when both are equal, else App Service chooses within the range. */
export type Instances = { readonly minimum: number; readonly maximum: number };

export function isRange(instances: Instances): boolean {
  return instances.minimum !== instances.maximum;
}

export function tierOf(sku: Sku): Tier {
  return SKUS[sku];
}
