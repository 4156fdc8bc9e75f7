// Where people come in. There is nothing to choose from here, so the ready-made overworld that leads straight to one task will do.
public class Entrance(WorldContext context) : SimpleOverworld(context, "echo");
