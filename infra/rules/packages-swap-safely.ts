import { isAfter, ofType, type Finding, type Graph, type Resource } from "./graph.ts";
import { APP_SETTINGS } from "./sites.ts";
import { at, textAt } from "./values.ts";

const BLOB = "azure-native:storage:Blob";

/**
 * Every package that a site mounts is a declared blob, whose name stands for its content (the same name with new
 * content would not be noticed), that is there before the site, and of which the old one stays until the site has left it. contract: pulumi 3.6, 5.1
 */
export function packagesSwapSafely(graph: Graph): readonly Finding[] {
  const blobs = new Map(ofType(graph, BLOB).map((blob) => [textAt(blob.outputs, "url"), blob]));
  return ofType(graph, APP_SETTINGS).flatMap((resource) => {
    const mounted = textAt(resource.inputs, "properties.WEBSITE_RUN_FROM_PACKAGE");
    if (mounted === undefined) return [];
    const blob = blobs.get(mounted.replace(/\?.*$/, ""));
    if (!blob) return [{ resource, message: "mount a package that is no declared blob" }];
    const early = isAfter(graph, resource, blob)
      ? []
      : [{ resource, message: `can mount ${blob.name} before it is uploaded` }];
    return [...early, ...problemsOf(blob).map((message) => ({ resource: blob, message }))];
  });
}

function problemsOf(blob: Resource): readonly string[] {
  const name = textAt(blob.inputs, "blobName") ?? "";
  const hash = textAt(blob.inputs, "source.hash")?.slice(0, 16);
  const problems = [];
  if (!name.endsWith(".zip")) problems.push(`has the name ${name}, but App Service mounts .zip only`);
  if (hash === undefined || !name.includes(hash)) {
    problems.push(`has the name ${name}, which does not hold the hash of its content`);
  }
  if (blob.options.deleteBeforeReplace !== false) {
    problems.push("is deleted before the site mounts its successor: it needs deleteBeforeReplace: false");
  }
  return at(blob.inputs, "source.path") === undefined ? [...problems, "has no file as its source"] : problems;
}
