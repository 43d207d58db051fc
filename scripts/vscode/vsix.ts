import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Files } from './bundle.ts';

/** What VS Code's installer reads of an extension's package.json. */
export interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly icon: string;
  readonly engines: { readonly vscode: string };
}

/** The first moment that a ZIP can tell, so that the same files give the same bytes. */
const NO_TIME = '1980-01-01T00:00:00';

/**
 * An extension as one file: a ZIP in the Open Packaging Convention with a manifest of Visual Studio's gallery, as
 * `vsce package` writes it. @vscode/vsce would bring 120 packages for it, and write another file at every call.
 * @param files of the extension, by their path in it
 */
export function vsix(manifest: Manifest, files: Files): Uint8Array {
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(contentTypes([...files.keys()])),
    'extension.vsixmanifest': strToU8(gallery(manifest)),
  };
  for (const path of [...files.keys()].sort()) parts[`extension/${path}`] = files.get(path)!;
  return zipSync(parts, { level: 9, mtime: new Date(NO_TIME) });
}

const TYPES: Readonly<Record<string, string>> = {
  cjs: 'application/javascript',
  css: 'text/css',
  html: 'text/html',
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  py: 'text/x-python',
  qmm: 'text/plain',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
  wasm: 'application/wasm',
};

/** @throws Error for a kind of file whose type is not known: without it an installer refuses the whole. */
function contentTypes(paths: readonly string[]): string {
  const endings = new Set(['vsixmanifest', ...paths.map((path) => path.split('.').at(-1)!)]);
  const defaults = [...endings].sort().map((ending) => {
    const type = TYPES[ending];
    if (type === undefined) throw new Error(`What type has a file that ends with .${ending}?`);
    return `<Default Extension=".${ending}" ContentType="${type}"/>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}</Types>
`;
}

function gallery(manifest: Manifest): string {
  const { name, displayName, description, version, publisher, categories, icon } = manifest;
  const properties = {
    'Microsoft.VisualStudio.Code.Engine': manifest.engines.vscode,
    'Microsoft.VisualStudio.Code.ExtensionDependencies': '',
    'Microsoft.VisualStudio.Code.ExtensionPack': '',
    'Microsoft.VisualStudio.Code.ExtensionKind': 'workspace',
    'Microsoft.VisualStudio.Code.LocalizedLanguages': '',
    'Microsoft.VisualStudio.Code.ExecutesCode': 'true',
    'Microsoft.VisualStudio.Services.GitHubFlavoredMarkdown': 'true',
    'Microsoft.VisualStudio.Services.Content.Pricing': 'Free',
  };
  const lines = Object.entries(properties).map(
    ([id, value]) => `      <Property Id="${id}" Value="${escape(value)}"/>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escape(name)}" Version="${escape(version)}" Publisher="${escape(publisher)}"/>
    <DisplayName>${escape(displayName)}</DisplayName>
    <Description xml:space="preserve">${escape(description)}</Description>
    <Tags>${escape(manifest.keywords.join(','))}</Tags>
    <Categories>${escape(categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
${lines.join('\n')}
    </Properties>
    <Icon>extension/${escape(icon)}</Icon>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Icons.Default" Path="extension/${escape(icon)}" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
