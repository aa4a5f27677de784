import { expect, test } from 'vitest'
import { signatureHolds, Vault } from '../../src/adapters/vault'
import { fromBase64url, random, toBase64url, utf8 } from '../../src/domain/bytes'
import type { Bytes } from '../../src/domain/bytes'

const FEW = 1000 // rounds: the strength is the same rule, and the suite stays fast

async function rescue(): Promise<{ pair: CryptoKeyPair, spki: Bytes }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  return { pair, spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)) }
}

test('the right PIN opens what was sealed, another one does not', async () => {
  const { vault, lock } = await Vault.create('482915', (await rescue()).spki, FEW)
  const sealed = await vault.seal('draft', utf8('Märkbart påverkad'))
  const again = await Vault.open(lock, '482915')
  expect(await again?.open('draft', sealed)).toEqual(utf8('Märkbart påverkad'))
  expect(await Vault.open(lock, '482916')).toBeNull()
})

test('sealed bytes open under their own name only, and not when one bit was turned', async () => {
  const { vault } = await Vault.create('482915', (await rescue()).spki, FEW)
  const sealed = await vault.seal('one', utf8('text'))
  await expect(vault.open('other', sealed)).rejects.toThrow()
  sealed[20] = (sealed[20] ?? 0) ^ 1
  await expect(vault.open('one', sealed)).rejects.toThrow()
})

test('the lock holds neither PIN nor key in the clear', async () => {
  const { lock } = await Vault.create('482915', (await rescue()).spki, FEW)
  const text = JSON.stringify(lock)
  expect(text).not.toContain('482915')
  const pkcs8Begins = toBase64url(new Uint8Array([0x30, 0x81, 0x87])).slice(0, 4)
  expect(lock.signing.startsWith(pkcs8Begins)).toBe(false)
})

test('what the stream signs is proved by the key that is enrolled', async () => {
  const { vault, lock } = await Vault.create('482915', (await rescue()).spki, FEW)
  const signature = await vault.sign(utf8('message'))
  expect(fromBase64url(signature)).toHaveLength(64)
  expect(await signatureHolds(lock.publicKey, signature, utf8('message'))).toBe(true)
  expect(await signatureHolds(lock.publicKey, signature, utf8('massage'))).toBe(false)
})

test('the municipality opens the store without the PIN, and gets no pen', async () => {
  const { pair, spki } = await rescue()
  const { vault, lock } = await Vault.create('482915', spki, FEW)
  const ours = await crypto.subtle.importKey('spki', fromBase64url(lock.rescue.ephemeral), { name: 'ECDH', namedCurve: 'P-256' }, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: ours }, pair.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lykta-rescue-v1') }, material, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  const wrapped = fromBase64url(lock.rescue.wrapped)
  const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: wrapped.slice(0, 12), additionalData: utf8('') }, key, wrapped.slice(12))
  const dataKey = await crypto.subtle.importKey('raw', data, 'AES-GCM', false, ['decrypt'])
  const sealed = await vault.seal('e1', utf8('saved'))
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.slice(0, 12), additionalData: utf8('e1') }, dataKey, sealed.slice(12))
  expect(new Uint8Array(opened)).toEqual(utf8('saved'))
  const signing = fromBase64url(lock.signing)
  await expect(crypto.subtle.decrypt({ name: 'AES-GCM', iv: signing.slice(0, 12), additionalData: utf8('signing') }, dataKey, signing.slice(12))).rejects.toThrow()
})

test('an authenticator’s secret opens the vault beside the PIN, and another secret does not', async () => {
  const { vault, lock } = await Vault.create('482915', (await rescue()).spki, FEW)
  const secret = random(32)
  const both = await vault.alsoOpenedBy(lock, random(16), random(32), secret)
  const sealed = await vault.seal('note', utf8('Märkbart påverkad'))
  const opened = await Vault.openWithSecret(both, secret)
  expect(await opened?.open('note', sealed)).toEqual(utf8('Märkbart påverkad'))
  expect(await Vault.open(both, '482915')).not.toBeNull()
  expect(await Vault.openWithSecret(both, random(32))).toBeNull()
  expect(await Vault.openWithSecret(lock, secret)).toBeNull()
})
