/** A property value as Pulumi's protocol carries it: JSON, with marks for secrets, unknowns and assets. */
export type Value = null | boolean | number | string | readonly Value[] | Properties;
export type Properties = { readonly [key: string]: Value };

/** One resource as the program registered it, and what it was answered. */
export type Resource = {
  readonly urn: string;
  /** "azure-native:web:WebApp" */
  readonly type: string;
  /** false: a component */
  readonly custom: boolean;
  /** logical name */
  readonly name: string;
  /** the provider's id; empty for a component, and while it is not known */
  readonly id: string;
  /** URN */
  readonly parent: string | undefined;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** URNs of what it was declared after */
  readonly dependencies: readonly string[];
  readonly options: {
    /** URN */
    readonly deletedWith: string | undefined;
    readonly retainOnDelete: boolean | undefined;
    readonly deleteBeforeReplace: boolean | undefined;
    readonly ignoreChanges: readonly string[];
  };
};

/** What a program declares: any program, recorded by whatever ran it. */
export type Graph = readonly Resource[];

/** What a rule objects to. `message` completes "<logical name> …". */
export type Finding = { readonly resource: Resource; readonly message: string };

export type Rule = (graph: Graph) => readonly Finding[];

export function ofType(graph: Graph, ...types: readonly string[]): readonly Resource[] {
  return graph.filter(({ type }) => types.includes(type));
}

/** Whether `resource` is declared after `target`, directly or by way of others. */
export function isAfter(graph: Graph, resource: Resource, target: Resource): boolean {
  const byUrn = new Map(graph.map((node) => [node.urn, node]));
  const seen = new Set<string>();
  const open = [...resource.dependencies];
  for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
    if (urn === target.urn) return true;
    if (seen.has(urn)) continue;
    seen.add(urn);
    open.push(...(byUrn.get(urn)?.dependencies ?? []));
  }
  return false;
}
