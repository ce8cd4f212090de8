import { isAbsolute, relative, resolve } from "node:path";
import type { Provider } from "./provider.ts";
import { isFile, isList, isObject, mapProperties, type Properties, type PropertyValue } from "./values.ts";

/**
 * The provider for a program that runs in `directory`, which is another one than the provider's: assets carry absolute
 * paths on the way in. On the way out they carry the written ones, or each checkout would look like a change, and the
 * state would name folders of this machine.
 */
export function inDirectory(provider: Provider, directory: string): Provider {
  const inward = (properties: Properties) => absoluteAssets(properties, directory);
  const outward = (properties: Properties, inputs: Properties) =>
    writtenAssets(properties, directory, inputs);
  return {
    ...provider,
    async check(request) {
      const olds = request.olds && inward(request.olds);
      const checked = await provider.check({ ...request, olds, news: inward(request.news) });
      return { ...checked, inputs: outward(checked.inputs, request.news) };
    },
    async create(request) {
      const created = await provider.create({ ...request, inputs: inward(request.inputs) });
      return { ...created, outputs: outward(created.outputs, request.inputs) };
    },
    async update(request) {
      const outputs = await provider.update({ ...request, news: inward(request.news) });
      return outward(outputs, request.news);
    },
    async read(request) {
      const found = await provider.read(request);
      if (!found) return undefined;
      const written = request.oldInputs ?? {};
      return {
        ...found,
        inputs: outward(found.inputs, written),
        outputs: outward(found.outputs, written),
      };
    },
  };
}

function absoluteAssets(properties: Properties, directory: string): Properties {
  return mapPaths(properties, (path) => resolve(directory, path)) as Properties;
}

/** Undoes `absoluteAssets`: `inputs` say which paths the program wrote; where they do not, paths become relative. */
function writtenAssets(properties: Properties, directory: string, inputs: Properties): Properties {
  const written = new Map<string, string>();
  mapPaths(inputs, (path) => {
    written.set(resolve(directory, path), path);
    return path;
  });
  return mapPaths(properties, (path) =>
    isAbsolute(path) ? (written.get(path) ?? relative(directory, path)) : path,
  ) as Properties;
}

function mapPaths(value: PropertyValue, change: (path: string) => string): PropertyValue {
  if (isList(value)) return value.map((item) => mapPaths(item, change));
  if (!isObject(value)) return value;
  const inner = mapProperties(value, (item) => mapPaths(item, change));
  if (isFile(value) && typeof inner["path"] === "string") return { ...inner, path: change(inner["path"]) };
  return inner;
}
