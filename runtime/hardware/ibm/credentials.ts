/** Who asks. The key is read where a request is made, and is part of no text that is shown or stored. */
export interface IbmCredentials {
  readonly key: string;
  /** CRN of the service instance. */
  readonly instance: string;
  /** Without them, those of IBM Cloud: the one of the instance's region, and the identity service. */
  readonly url?: string | undefined;
  readonly identityUrl?: string | undefined;
}

/** The address of the API for an instance: the sixth field of its CRN is the region (IBM Quantum documentation). */
export function apiUrl({ instance, url }: IbmCredentials): string {
  if (url !== undefined) return url.replace(/\/+$/, '');
  const region = instance.split(':')[5] ?? '';
  const host = region === '' || region === 'us-east' ? '' : `${region}.`;
  return `https://${host}quantum.cloud.ibm.com/api/v1`;
}

/** What a service says, without the key that it may repeat. */
export function withoutKey(text: string, { key }: Pick<IbmCredentials, 'key'>): string {
  return key === '' ? text : text.replaceAll(key, '(key)');
}
