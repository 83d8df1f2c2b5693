package chatroom.gateway.headers;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The addresses whose `X-Forwarded-*` headers are believed.
@Singleton
public final class TrustedProxies {

    private final List<IpSubnetFilterRule> subnets;

    @Inject
    public TrustedProxies(
            @ConfigProperty(name = "EDGE_TRUSTED_PROXIES") Optional<List<String>> listed) {
        this.subnets = listed.orElse(List.of()).stream().map(TrustedProxies::subnet).toList();
    }

    /// Who really called, given the address at the other end of the connection and the
    /// `X-Forwarded-For` that it sent: the last one in the chain that we do not trust.
    ///
    /// @param forwardedFor comma-separated addresses, caller first; may be empty
    String client(String remote, String forwardedFor) {
        String client = remote;
        String[] chain = forwardedFor.split(",");
        for (int i = chain.length - 1; i >= 0 && trusts(client); i--) {
            String before = chain[i].strip();
            if (!isAddress(before)) {
                break;
            }
            client = before;
        }
        return client;
    }

    boolean trusts(String address) {
        if (subnets.isEmpty() || !isAddress(address)) {
            return false;
        }
        var socketAddress = new InetSocketAddress(parsed(address), 0);
        return subnets.stream().anyMatch(subnet -> subnet.matches(socketAddress));
    }

    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    private static InetAddress parsed(String address) {
        try {
            // Never a look-up: the text is an address.
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is not an IP address", e);
        }
    }

    private static IpSubnetFilterRule subnet(String entry) {
        String[] parts = entry.strip().split("/", 2);
        if (!isAddress(parts[0])) {
            throw new IllegalArgumentException(
                    "EDGE_TRUSTED_PROXIES: " + entry + " is neither an address nor address/bits");
        }
        InetAddress address = parsed(parts[0]);
        int bits = parts.length > 1 ? Integer.parseInt(parts[1]) : address.getAddress().length * 8;
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }
}
