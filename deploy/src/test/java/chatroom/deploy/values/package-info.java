/// The chart's values, their comments and their schema.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.values;
