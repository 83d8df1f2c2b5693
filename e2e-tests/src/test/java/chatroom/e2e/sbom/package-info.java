/// What images are made of.
@org.jspecify.annotations.NullMarked
package chatroom.e2e.sbom;
