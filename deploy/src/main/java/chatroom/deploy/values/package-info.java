/// The chart's values as its README shows them.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.values;
