import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 over a sequence of parts. */
export interface Hasher {
  /** Text counts as its UTF-8 bytes. */
  add(part: string | Uint8Array): void;
  /** Lower-case hex; the hasher is spent after it. */
  digest(): string;
}

/** A fresh SHA-256. It is synchronous and runs in a browser too, which Web Crypto and Node's own do not. */
export function createHasher(): Hasher {
  const state = sha256.create();
  const encoder = new TextEncoder();
  return {
    add: (part) => {
      state.update(typeof part === 'string' ? encoder.encode(part) : part);
    },
    digest: () => bytesToHex(state.digest()),
  };
}
