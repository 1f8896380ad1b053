import { describe, expect, it } from 'vitest';
import { deviceName, parsePrinter } from '../../src/adapters/printer/setting.ts';
import { PRINT_FAULTS } from '../../src/domain/print-fault.ts';
import { displayWidth } from '../../src/domain/receipt-text.ts';
import { en } from '../../src/i18n/en.ts';
import { es } from '../../src/i18n/es.ts';

const parsed = (setting: string) => {
  const result = parsePrinter(setting, '/home/tita');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const refused = (setting: string): string => {
  const result = parsePrinter(setting, '/home/tita');
  if (result.ok) throw new Error(`${setting} was accepted`);
  return es.errors[result.error.code](result.error.params);
};

describe('printer setting', () => {
  it('reads every kind of printer', () => {
    expect(parsed('file:').target).toEqual({
      kind: 'file',
      directory: '/home/tita/tickets',
      format: 'text',
    });
    expect(parsed('file:/var/t?format=escpos').target).toMatchObject({
      directory: '/var/t',
      format: 'escpos',
    });
    expect(parsed('serial:/dev/ttyUSB0').target).toEqual({
      kind: 'serial',
      path: '/dev/ttyUSB0',
      baud: 9600,
      flow: 'none',
    });
    expect(parsed('serial:COM3?baud=115200&flow=rtscts').target).toMatchObject({
      path: 'COM3',
      baud: 115_200,
      flow: 'rtscts',
    });
    expect(parsed('device:/dev/usb/lp0').target).toEqual({ kind: 'device', path: '/dev/usb/lp0' });
    expect(parsed('tcp://192.168.1.50').target).toEqual({
      kind: 'tcp',
      host: '192.168.1.50',
      port: 9100,
    });
    expect(parsed('tcp://[fe80::1]:9101').target).toMatchObject({ host: 'fe80::1', port: 9101 });
  });
  it('reads the profile', () => {
    expect(
      parsed('device:/dev/usb/lp0?columns=32&codepage=wpc1252&cut=none&drawer=no&answers=none').profile,
    ).toEqual({
      columns: 32,
      codePage: 'wpc1252',
      codeTable: 16,
      cut: 'none',
      drawer: false,
      cancelKanji: true,
      answers: 'none',
    });
    expect(parsed('serial:/dev/ttyS0?codepage=cp858&table=19&kanji=keep').profile).toMatchObject({
      codePage: 'cp858',
      codeTable: 19,
      cancelKanji: false,
    });
  });
  it('names the device for people', () => {
    expect(deviceName(parsed('tcp://10.0.0.9'))).toBe('10.0.0.9:9100');
    expect(deviceName(parsed('serial:/dev/ttyUSB0?baud=9600'))).toBe('/dev/ttyUSB0');
  });
  it.each([
    ['', 'empiece con file:'],
    ['usb:1', 'empiece con file:'],
    ['/dev/ttyUSB0', 'empiece con file:'],
    ['serial:', 'ruta completa'],
    ['serial:ttyUSB0', 'ruta completa'],
    ['device:lp0', 'ruta completa'],
    ['tcp://', 'ruta completa'],
    ['tcp://host:99999', 'ruta completa'],
    ['serial:/dev/ttyUSB0?baud=9601', 'pos print --help'],
    ['serial:/dev/ttyUSB0?bauds=9600', 'pos print --help'],
    ['device:/dev/usb/lp0?baud=9600', 'pos print --help'],
    ['tcp://h?columns=12', 'pos print --help'],
    ['file:?codepage=klingon', 'pos print --help'],
  ])('refuses «%s», saying what to write', (setting, words) => {
    expect(refused(setting)).toContain(words);
    if (setting) expect(refused(setting)).toMatch(/«.+»/);
  });
});

describe('faults', () => {
  it.each(PRINT_FAULTS)('%s has a sentence that fits the message line of 80 columns', (fault) => {
    for (const { printing } of [es, en]) {
      expect(displayWidth(printing.faults[fault])).toBeLessThanOrEqual(76);
      expect(printing.faults[fault]).toMatch(/\.$/);
    }
  });
});
