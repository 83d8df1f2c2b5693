package chatroom.standalone.twilio;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// The answer to a webhook.
final class Twiml {

    private Twiml() {}

    /// What the phone is to be told, message by message; nothing where it is no TwiML.
    static List<String> messages(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            NodeList found =
                    builder.parse(new InputSource(new StringReader(xml)))
                            .getElementsByTagName("Message");
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> found.item(i).getTextContent().strip())
                    .filter(text -> !text.isEmpty())
                    .toList();
        } catch (SAXException | IOException e) {
            return List.of();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
