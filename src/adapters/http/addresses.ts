import { BlockList, isIP } from 'node:net';

/** Where a message of this store must not be led by its address: this machine, its network, what is nobody's (RFC 6890). */
const PRIVATE_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Only 2000::/3 is public; these parts of it are not, or carry an IPv4 address inside. */
const PRIVATE_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const list = (subnets: readonly string[], kind: 'ipv4' | 'ipv6'): BlockList => {
  const made = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    made.addSubnet(net, Number(bits), kind);
  }
  return made;
};

const private4 = list(PRIVATE_4, 'ipv4');
const private6 = list(PRIVATE_6, 'ipv6');
const public6 = list(['2000::/3'], 'ipv6');

/** True for an address on the public network; a name, or an IPv4 address written as IPv6, is none. */
export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !private4.check(address, 'ipv4');
    case 6:
      return public6.check(address, 'ipv6') && !private6.check(address, 'ipv6');
    default:
      return false;
  }
};
