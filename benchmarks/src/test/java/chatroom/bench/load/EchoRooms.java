package chatroom.bench.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A chatroom of the smallest kind: tells everybody in a room what one of them says.
final class EchoRooms implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0);
    private final Map<String, List<Socket>> rooms = new ConcurrentHashMap<>();

    EchoRooms() throws IOException {
        Thread.ofVirtual()
                .start(() -> {
                    while (!door.isClosed()) {
                        try {
                            Socket socket = door.accept();
                            Thread.ofVirtual().start(() -> serve(socket));
                        } catch (IOException e) {
                            return;
                        }
                    }
                });
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            String room = room(in);
            if (room.equals("closed")) {
                write(socket, "HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            write(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            write(socket, frame("{\"event\":\"history\"}"));
            List<Socket> people = rooms.computeIfAbsent(room, name -> new CopyOnWriteArrayList<>());
            people.add(socket);
            while (true) {
                in.readByte();
                int length = in.readByte() & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                in.readInt();
                String said = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
                for (Socket each : people) {
                    write(each, frame(said));
                }
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static String room(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        return head.substring(head.indexOf("room_id=") + 8, head.indexOf("&"));
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        synchronized (socket) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        boolean isLong = payload.length > 125;
        byte[] frame = new byte[payload.length + (isLong ? 4 : 2)];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (isLong ? 126 : payload.length);
        if (isLong) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return frame;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
