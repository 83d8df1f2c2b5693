package chatroom.standalone;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The address that the gateway listens on: loopback by default, so that other machines reach
/// nothing. Everything else of a start listens on loopback always.
///
/// @param address an address of this machine, or the wildcard for all of them
record Listen(InetAddress address) {

    static final Listen LOOPBACK = new Listen(InetAddress.ofLiteral("127.0.0.1"));

    /// Reads an IP address, or `localhost`.
    ///
    /// @throws IllegalArgumentException says why it cannot be listened on
    static Listen parse(String text) {
        if (text.equals("localhost")) {
            return LOOPBACK;
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--listen, or GATEWAY_LISTEN, takes an IP address such as 0.0.0.0, not " + text,
                    e);
        }
        if (!address.isAnyLocalAddress() && !isOfThisMachine(address)) {
            throw new IllegalArgumentException(
                    "--listen, or GATEWAY_LISTEN: no network interface of this machine has the address "
                            + text);
        }
        return new Listen(address);
    }

    /// Whether other machines can reach it.
    boolean isOpen() {
        return !address.isLoopbackAddress();
    }

    /// As a service takes it.
    String host() {
        return address.getHostAddress();
    }

    /// Where this machine reaches it: `localhost` where that name leads there, which it does not on
    /// a machine whose `localhost` is IPv6 alone.
    String url(int port) {
        InetAddress here = address.isAnyLocalAddress() ? LOOPBACK.address : address;
        return url(leadsTo("localhost", here) ? "localhost" : literal(here), port);
    }

    /// Where other machines reach it, the likeliest first; none where they cannot.
    List<String> urlsOfOthers(int port) {
        if (!isOpen()) {
            return List.of();
        }
        return (address.isAnyLocalAddress() ? addressesOfThisMachine() : List.of(address))
                .stream()
                        .sorted(
                                Comparator.comparing((InetAddress it) -> it instanceof Inet6Address)
                                        .thenComparing(it -> !it.isSiteLocalAddress()))
                        .map(it -> url(literal(it), port))
                        .toList();
    }

    /// The origins that the page has in a browser, on this machine and on others.
    Set<String> origins(int port) {
        var origins = new LinkedHashSet<String>();
        origins.add(url(port));
        if (address.isAnyLocalAddress() || address.equals(LOOPBACK.address)) {
            origins.add(url("localhost", port));
            origins.add(url("127.0.0.1", port));
        }
        origins.addAll(urlsOfOthers(port));
        return origins;
    }

    private static String url(String host, int port) {
        return "http://" + host + (port == 80 ? "" : ":" + port);
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address
                ? "[" + address.getHostAddress().replaceFirst("%.*", "") + "]"
                : address.getHostAddress();
    }

    private static boolean leadsTo(String name, InetAddress address) {
        try {
            return Arrays.asList(InetAddress.getAllByName(name)).contains(address);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /// Without those that only a name of this machine's own interfaces makes usable.
    private static List<InetAddress> addressesOfThisMachine() {
        var addresses = new ArrayList<InetAddress>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(it -> it.getInterfaceAddresses().stream())
                    .map(InterfaceAddress::getAddress)
                    .filter(it -> !it.isLoopbackAddress() && !it.isLinkLocalAddress())
                    .forEach(addresses::add);
        } catch (SocketException e) {
            // The system does not tell: then the operator sets ALLOWED_ORIGINS.
        }
        return addresses;
    }
}
