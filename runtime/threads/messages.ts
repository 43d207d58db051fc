/** What the calling thread tells the others; all get the same messages, in the same order. */
export type Message =
  | { readonly kind: 'begin'; readonly control: Int32Array; readonly thread: number }
  | { readonly kind: 'site'; readonly site: number; readonly memory: WebAssembly.Memory }
  | {
      readonly kind: 'kernels' | 'calls';
      readonly site: number;
      readonly modules: readonly WebAssembly.Module[];
    }
  | { readonly kind: 'forget'; readonly site: number };
