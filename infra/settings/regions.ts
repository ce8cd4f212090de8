/**
 * Azure's public regions, by their display names, those included that are announced. Azure adds some every year
 * (`az account list-locations`): a new one is added here.
 */
const REGIONS = [
  "Australia Central",
  "Australia Central 2",
  "Australia East",
  "Australia Southeast",
  "Austria East",
  "Belgium Central",
  "Brazil South",
  "Brazil Southeast",
  "Canada Central",
  "Canada East",
  "Central India",
  "Central US",
  "Chile Central",
  "Denmark East",
  "East Asia",
  "East US",
  "East US 2",
  "Finland Central",
  "France Central",
  "France South",
  "Germany North",
  "Germany West Central",
  "Greece Central",
  "Indonesia Central",
  "Israel Central",
  "Italy North",
  "Japan East",
  "Japan West",
  "Jio India Central",
  "Jio India West",
  "Korea Central",
  "Korea South",
  "Malaysia West",
  "Mexico Central",
  "New Zealand North",
  "North Central US",
  "North Europe",
  "Norway East",
  "Norway West",
  "Poland Central",
  "Qatar Central",
  "Saudi Arabia East",
  "South Africa North",
  "South Africa West",
  "South Central US",
  "South India",
  "Southeast Asia",
  "Spain Central",
  "Sweden Central",
  "Sweden South",
  "Switzerland North",
  "Switzerland West",
  "Taiwan North",
  "Taiwan Northwest",
  "UAE Central",
  "UAE North",
  "UK South",
  "UK West",
  "West Central US",
  "West Europe",
  "West India",
  "West US",
  "West US 2",
  "West US 3",
] as const;

const SPELLINGS = new Set(
  REGIONS.map((name) => name.toLowerCase()).flatMap((name) => [name, name.replaceAll(" ", "")]),
);

/**
 * A region by its display name or by its name without spaces, in any case, as it was written: another spelling in the
 * declarations could look like a move to the provider.
 */
export function region(text: string): string | undefined {
  return SPELLINGS.has(text.toLowerCase()) ? text : undefined;
}
