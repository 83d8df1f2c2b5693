/// Scripts and workflows, read by the linters of their kind.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.lint;
