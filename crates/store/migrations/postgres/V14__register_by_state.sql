-- 台账. Nearly every act changes the state; nobody asks for a page of one that is rare.
DROP INDEX register_state;
